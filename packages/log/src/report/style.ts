/** For screens and paper alike: black on white, no colour that has to be seen. */
export const style = `
  body { font: 11pt/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; color: #000; background: #fff; }
  h1 { font-size: 1.6em; margin-bottom: 0; }
  h2 { font-size: 1.2em; margin: 1.6em 0 0.4em; border-bottom: 1px solid #000; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; vertical-align: top; padding: 0.25em 0.6em 0.25em 0; border-bottom: 1px solid #bbb; }
  thead { display: table-header-group; }
  tr, figure { break-inside: avoid; }
  td { white-space: pre-line; overflow-wrap: break-word; }
  td:last-child { overflow-wrap: anywhere; }
  td:first-child, .id { white-space: nowrap; }
  code { font: 0.8em/1.3 monospace; overflow-wrap: anywhere; }
  del { color: #555; }
  .note { margin: 0.2em 0 0 1em; border-left: 3px solid #000; padding-left: 0.6em; }
  .fault { border: 2px solid #000; padding: 0.4em 0.8em; font-weight: 600; }
  figure { margin: 0.4em 0; }
  img { max-width: 8cm; max-height: 8cm; }
  @page { margin: 1.5cm; }
  @media print { body { margin: 0; max-width: none; font-size: 9pt; } }
`;
