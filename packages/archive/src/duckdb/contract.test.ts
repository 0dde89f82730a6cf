import { archiveContract } from "../testing-contract.ts";
import { openDuckArchive } from "./index.ts";

archiveContract({ name: "as it comes", open: (directory) => openDuckArchive(directory) });
archiveContract({ name: "put in order at once", open: (directory) => openDuckArchive(directory, { sortAt: 1 }) });
archiveContract({ name: "partly in order", open: (directory) => openDuckArchive(directory, { sortAt: 40 }) });
