import type { ComponentChildren } from "preact";

/** What may be wider than the page: it scrolls by itself, by keys too. */
export function Wide({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <div class="wide" role="group" tabIndex={0} aria-label={label}>
      {children}
    </div>
  );
}
