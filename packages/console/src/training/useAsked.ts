import { useEffect, useState } from "preact/hooks";
import { get } from "../link/index.ts";

/** What the server answers to `path`, asked again every `every` (ms), or once where that is 0; null before the first answer. */
export function useAsked<T>(path: string, every: number): readonly [answer: T | null, again: () => void] {
  const [found, setFound] = useState<T | null>(null);
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let isOver = false;
    const ask = () =>
      void get<T>(path).then(
        (answer) => {
          if (!isOver) setFound(answer);
        },
        // What was known stays; the frame says that the line is lost.
        () => {},
      );
    ask();
    const timer = every > 0 ? setInterval(ask, every) : undefined;
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [path, every, version]);
  return [found, () => setVersion((n) => n + 1)];
}
