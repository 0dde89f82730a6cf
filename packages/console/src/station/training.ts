/** A training is known by the id of its station, on every page and in every entry; a real station never has such an id. */
const pattern = /^training-([1-9]\d*)-(.+)$/;

export const isTraining = (station: string): boolean => pattern.test(station);

/** The real station that a training stands in for; a real one is its own. */
export const groundOf = (station: string): string => pattern.exec(station)?.[2] ?? station;
