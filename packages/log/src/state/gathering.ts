import { compareEntries, type Place } from "../entry/index.ts";

/** Puts `item` where it belongs in a list that is in the order of the log. */
export function insert<T>(list: T[], item: T, place: (item: T) => Place): void {
  // What is new mostly comes last.
  let at = list.length;
  while (at > 0 && compareEntries(place(list[at - 1]), place(item)) > 0) at--;
  list.splice(at, 0, item);
}

/** What has been said about one subject, and what follows from it, worked out when it is asked for. */
export interface Subject<Item, View> {
  readonly items: Item[];
  view: { readonly value: View } | undefined;
}

/** Subjects by name, listed in the order of what was said first of each. */
export class Gathering<Item, View> {
  readonly #subjects = new Map<string, Subject<Item, View>>();
  readonly #place: (item: Item) => Place;
  #list: readonly View[] | undefined;

  constructor(place: (item: Item) => Place) {
    this.#place = place;
  }

  add(name: string, item: Item): void {
    const subject = this.#subjects.get(name) ?? { items: [], view: undefined };
    this.#subjects.set(name, subject);
    insert(subject.items, item, this.#place);
    this.touch(name);
  }

  remove(name: string, isMeant: (item: Item) => boolean): void {
    const items = this.#subjects.get(name)?.items ?? [];
    items.splice(items.findIndex(isMeant), 1);
    if (items.length === 0) this.#subjects.delete(name);
    this.touch(name);
  }

  /** What follows from the subject is to be worked out anew. */
  touch(name: string): void {
    const subject = this.#subjects.get(name);
    if (subject !== undefined) subject.view = undefined;
    this.#list = undefined;
  }

  items(name: string): readonly Item[] {
    return this.#subjects.get(name)?.items ?? [];
  }

  /** What follows from every subject of which something does; the same list as before where nothing has changed. */
  list(view: (items: readonly Item[], name: string) => View | null): readonly View[] {
    this.#list ??= this.#inOrder().flatMap(([name, subject]) => {
      subject.view ??= { value: view(subject.items, name) as View };
      return subject.view.value === null ? [] : [subject.view.value];
    });
    return this.#list;
  }

  #inOrder(): [string, Subject<Item, View>][] {
    const order = ([, a]: [string, Subject<Item, View>], [, b]: [string, Subject<Item, View>]) =>
      compareEntries(this.#place(a.items[0]), this.#place(b.items[0]));
    return [...this.#subjects].sort(order);
  }
}
