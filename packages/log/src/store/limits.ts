/** (characters) Of an entry in canonical form; the text of a procedure is the longest thing that one holds. */
export const largestEntry = 400_000;
/** What a page of entries holds, unless it is said, and at most. */
export const usualPage = 100;
export const largestPage = 1000;
