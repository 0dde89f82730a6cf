import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry } from "../entry/index.ts";
import { author, IDS, Pen, START } from "../testing.ts";
import { stateOf } from "./index.ts";

const { POLL: poll, INCIDENT: incident } = IDS;
const flight = (name: string, centre: string) => ({ author: author(name, "FLIGHT", centre) });
const asked = [{ role: "FLIGHT", centre: "houston" }, { role: "FLIGHT", centre: "moscow" }, { role: "ECLSS" }];

test("a poll waits for all, one NO-GO is enough, and a vote may be changed in sight of everybody", () => {
  const pen = new Pen("houston");
  const entries: Entry[] = [
    pen.write("poll-opened", { poll, question: "Apply sealant?", asked }),
    pen.write("poll-voted", { poll, vote: "GO" }, flight("Gene", "houston")),
    pen.write("poll-voted", { poll, vote: "NO-GO", comment: "24 h of tests first" }, flight("Vladimir", "moscow")),
  ];
  const verdicts = () => stateOf(entries).polls[0].asked.map(({ verdict }) => verdict);
  assert.deepEqual(verdicts(), ["GO", "NO-GO", "waiting"]);
  assert.equal(stateOf(entries).polls[0].verdict, "NO-GO");
  entries.push(pen.write("poll-voted", { poll, vote: "GO" }, flight("Vladimir", "moscow")));
  assert.equal(stateOf(entries).polls[0].verdict, "waiting");
  entries.push(pen.write("poll-voted", { poll, vote: "GO" }, { author: author("Eva", "ECLSS", "tsukuba") }));
  const [done] = stateOf(entries).polls;
  assert.equal(done.verdict, "GO");
  assert.deepEqual(
    done.votes.map(({ vote, counts }) => [vote, counts]),
    [
      ["GO", true],
      ["NO-GO", false],
      ["GO", true],
      ["GO", true],
    ],
  );
});

test("two of one role who disagree are split, and a vote after the end does not count", () => {
  const pen = new Pen("houston");
  const entries: Entry[] = [
    pen.write("poll-opened", { poll, question: "?", asked: [{ role: "FLIGHT" }] }),
    pen.write("poll-voted", { poll, vote: "GO" }, flight("Gene", "houston")),
    pen.write("poll-voted", { poll, vote: "NO-GO" }, flight("Vladimir", "moscow")),
  ];
  assert.equal(stateOf(entries).polls[0].verdict, "split");
  entries.push(pen.write("poll-closed", { poll }));
  entries.push(pen.write("poll-voted", { poll, vote: "GO" }, flight("Vladimir", "moscow")));
  const [over] = stateOf(entries).polls;
  assert.equal(over.verdict, "split");
  assert.deepEqual(
    over.votes.map(({ counts }) => counts),
    [true, true, false],
  );
});

test("two centres that open one incident, or one poll, at once are both seen", () => {
  const [h, m] = [new Pen("houston"), new Pen("moscow", START + 1)];
  const state = stateOf([
    h.write("incident-opened", { title: "Leak" }, { incident }),
    m.write("incident-opened", { title: "Утечка" }, { incident }),
    h.write("poll-opened", { poll, question: "Wake the crew?", asked }),
    m.write("poll-opened", { poll, question: "Будить экипаж?", asked }),
    m.write("note", { text: "…" }, { incident }),
  ]);
  assert.deepEqual(
    state.incidents.map(({ title, open, opened, entries }) => [title, open, opened.length, entries]),
    [["Leak", true, 2, 3]],
  );
  assert.equal(state.polls[0].question, "Wake the crew?");
  assert.equal(state.polls[0].doubles[0].entry, "moscow:2");
});

test("an incident is closed, and opened again", () => {
  const pen = new Pen("houston");
  const entries: Entry[] = [
    pen.write("incident-opened", { title: "Leak" }, { incident }),
    pen.write("incident-closed", { summary: "Patched" }, { incident }),
  ];
  assert.equal(stateOf(entries).incidents[0].open, false);
  entries.push(pen.write("incident-opened", { title: "Leak again" }, { incident }));
  const [again] = stateOf(entries).incidents;
  assert.deepEqual([again.open, again.title, again.closed[0].summary], [true, "Leak", "Patched"]);
});

test("a report that comes late goes where it belongs: hatches and crew are by the time of the happening", () => {
  const pen = new Pen("houston");
  const state = stateOf([
    pen.write("hatch-moved", { hatch: "h1", state: "open" }, { time: "2018-08-30T08:45:00.000Z" }),
    pen.write("hatch-moved", { hatch: "h1", state: "closed" }, { time: "2018-08-30T08:12:00.000Z" }),
    pen.write("crew-moved", { who: "gerst", module: "lab" }, { time: "2018-08-30T09:00:00.000Z" }),
    pen.write("crew-moved", { who: "gerst", module: "cupola" }, { time: "2018-08-30T08:00:00.000Z" }),
  ]);
  assert.equal(state.hatches[0].state, "open");
  assert.equal(state.hatches[0].earlier[0].state, "closed");
  assert.equal(state.crew[0].module, "lab");
});

test("a handover waits until it is accepted", () => {
  const [h, m] = [new Pen("houston"), new Pen("moscow", START + 1)];
  const given = h.write("handover", { to: { id: "gene", name: "Gene" }, summary: "Leak known, T.res 18 d" });
  assert.equal(stateOf([given]).handovers[0].accepted, null);
  const taken = m.write("handover-accepted", { handover: "houston:1" }, { after: [given] });
  assert.equal(stateOf([taken, given]).handovers[0].accepted?.entry, "moscow:1");
});

test("a correction stands in the place of what it corrects, and both are seen", () => {
  const pen = new Pen("houston");
  const entries: Entry[] = [
    pen.write("hatch-moved", { hatch: "h1", state: "closed" }),
    pen.write("correction", { of: "houston:1", reason: "wrong hatch", body: { hatch: "h2", state: "closed" } }),
    pen.write("release", { title: "Status", text: "All is well" }),
    pen.write("correction", { of: "houston:3", reason: "not true", withdrawn: true }),
    pen.write("decision", { text: "Sleep on" }),
    pen.write("correction", { of: "houston:5", reason: "an hour earlier", time: "2018-08-30T01:00:00Z" }),
  ];
  const state = stateOf(entries);
  assert.deepEqual(
    state.hatches.map(({ hatch, corrected }) => [hatch, corrected]),
    [["h2", true]],
  );
  assert.deepEqual(state.releases, []);
  assert.deepEqual([state.decisions[0].time, state.decisions[0].text], ["2018-08-30T01:00:00.000Z", "Sleep on"]);
  assert.deepEqual(
    state.corrections.map(({ of, withdrawn, without }) => [of, withdrawn, without]),
    [
      ["houston:1", false, null],
      ["houston:3", true, null],
      ["houston:5", false, null],
    ],
  );
});

test("corrections that can do nothing say so", () => {
  const pen = new Pen("houston");
  const state = stateOf([
    pen.write("decision", { text: "Wait" }),
    pen.write("correction", { of: "houston:1", reason: "x", body: { hatch: "h1" } }),
    pen.write("correction", { of: "moscow:9", reason: "x", withdrawn: true }),
    pen.write("correction", { of: "houston:2", reason: "x", withdrawn: true }),
  ]);
  assert.equal(state.decisions[0].corrected, false);
  assert.deepEqual(
    state.corrections.map(({ without }) => without),
    ["not fitting", "no entry", "not fitting"],
  );
});
