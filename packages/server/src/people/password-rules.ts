/** Longest password taken; NIST SP 800-63B-4 asks for at least 64. */
export const longestPassword = 256;

/** What heads every published list of leaked passwords, and what this software would invite. */
const commonest = [
  ..."password passwort passw0rd p@ssword motdepasse contraseña пароль letmein welcome iloveyou monkey dragon".split(
    " ",
  ),
  ..."princess sunshine football baseball superman batman trustno1 shadow master charlie michael jordan".split(" "),
  ..."admin administrator root guest changeme secret login hello whatever qwertz azerty abc123 asdf".split(" "),
  ..."hullwatch houston moscow station spacestation missioncontrol correcthorsebatterystaple".split(" "),
];

const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "0123456789",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
];
const runs = [...rows, ...rows.map((row) => [...row].reverse().join(""))].map((row) => row.repeat(3));

/** "abcabcabc" is no better than "abc": the piece that `text` repeats. */
function piece(text: string): string {
  const again = (text + text).indexOf(text, 1);
  return text.slice(0, again);
}

/** What is left of the word when numbers and signs around it are taken away. */
const bare = (text: string) => text.replace(/^\P{L}+|\P{L}+$/gu, "");

const isRun = (text: string) => runs.some((run) => run.includes(text));

/**
 * Why this password is not taken, as the end of "expected …"; undefined where it is. `own` are words that others know of
 * the person: name, display name.
 */
export function passwordFault(password: string, minLength: number, own: readonly string[]): string | undefined {
  const text = password.normalize("NFKC");
  const { length } = [...text];
  if (length < minLength) return `at least ${minLength} characters`;
  if (length > longestPassword) return `at most ${longestPassword} characters`;
  const lower = text.toLowerCase();
  const unit = piece(lower);
  const core = piece(bare(lower));
  const known = [...commonest, ...own.map((word) => word.toLowerCase())];
  if (known.includes(unit) || known.includes(core) || known.includes(lower)) {
    return "a password that is not among the commonest, nor made of your name";
  }
  if (unit.length < 6 || new Set(lower).size < 6) return "more than a few characters said again and again";
  if (isRun(unit) || (core.length > 0 && isRun(core))) return "more than a row of the keyboard or the alphabet";
  return undefined;
}
