/** What may be done to a hole, as `patch:<module>` rows have it. */
export const works = ["hand", "tape", "applied", "sealant", "curing 8h", "cured", "removed"] as const;

/** What may come of looking for a hole, as `search:<module>` rows have it: with racks running, or off. */
export const searches = ["found", "not-found", "missed-quiet"] as const;
