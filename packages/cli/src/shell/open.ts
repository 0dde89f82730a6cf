import { spawn } from "node:child_process";

/** What opens an address in a browser, by system; null where there is no desktop. */
function opener(env: NodeJS.ProcessEnv): readonly string[] | null {
  if (process.platform === "darwin") return ["open"];
  if (process.platform === "win32") return ["cmd", "/c", "start", ""];
  const hasDesktop = env.DISPLAY !== undefined || env.WAYLAND_DISPLAY !== undefined;
  return hasDesktop && env.SSH_CONNECTION === undefined ? ["xdg-open"] : null;
}

/** Opens `address` where there is a desktop. That nothing opens is no fault: the address has been printed. */
export function openInBrowser(address: string): void {
  const command = opener(process.env);
  if (command === null) return;
  const [program, ...args] = command;
  const child = spawn(program, [...args, address], { detached: true, stdio: "ignore" });
  child.on("error", () => {});
  child.unref();
}
