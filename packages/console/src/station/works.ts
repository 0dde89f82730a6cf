/** What may be done to a hole, as `patch:<module>` rows have it. */
export const works = ["hand", "tape", "applied", "sealant", "curing 8h", "cured", "removed"] as const;
