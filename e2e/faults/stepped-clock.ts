/** Loaded before a process under test: its wall clock is an hour on at the first SIGUSR2, right at the next, then an hour behind. */
const steps = [0, 3_600_000, 0, -3_600_000];
let nth = 0;
const right = Date.now;
Date.now = () => right() + steps[nth % steps.length];
process.on("SIGUSR2", () => {
  nth++;
});
