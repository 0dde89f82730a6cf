import multipart from "@fastify/multipart";
import { phrase } from "@hullwatch/core/phrase";
import type { Body } from "@hullwatch/log";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { entryView } from "../../live/index.ts";
import { authorFor } from "../../logbook/index.ts";
import { callerOf } from "../../people/index.ts";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import { object, ofStation, stationId } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";
import { storedEntry } from "./log.ts";

const sha256 = Type.String({ pattern: "^[0-9a-f]{64}$" });
const ofFile = object({ station: stationId, sha256 });
const form = object(
  {
    file: Type.String({ format: "binary" }),
    key: Type.Optional(Type.String({ description: "Sent again with the same key it is entered once" })),
    caption: Type.Optional(Type.String({ maxLength: 20_000 })),
    incident: Type.Optional(Type.String({ maxLength: 128 })),
    role: Type.Optional(Type.String({ maxLength: 64 })),
    centre: Type.Optional(Type.String({ maxLength: 32 })),
  },
  "As multipart/form-data",
);
const fields = new Set(["key", "caption", "incident", "role", "centre"]);
/** Pictures that browsers show without running anything that is in them. */
const shown = new Set(["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"]);

/** Photos and files of the log. */
export async function fileRoutes(app: Routes, { stations, logbook }: Service): Promise<void> {
  const { files } = logbook.log;
  await app.register(multipart, {
    limits: { files: 1, fields: fields.size, fieldSize: 20_000, fileSize: Number.POSITIVE_INFINITY },
  });

  app.post(
    "/stations/:station/files",
    {
      config: { needs: "write-log", station: "station" },
      schema: {
        operationId: "uploadFile",
        tags: ["log"],
        description:
          "Takes a photo or a file and enters it in the log: streamed to disk, hashed, its type found from its content.",
        consumes: ["multipart/form-data"],
        params: ofStation,
        body: form,
        response: {
          201: object({
            ...storedEntry.properties,
            fault: Type.Union([Type.String(), Type.Null()], { description: "Why a picture has no thumbnail" }),
          }),
          ...problemResponses,
        },
      },
      // The form is read as it comes, below.
      validatorCompiler: () => (value: unknown) => ({ value }),
    },
    async (request, reply) => {
      const { station } = request.params;
      stations.get(station);
      const caller = callerOf(request);
      const { said, kept } = await received(request);
      if (kept === null) throw new ProblemError(422, "HW_FILE", phrase`found a form without a file, expected one`);
      const { caption, incident, key = `file ${kept.sha256} ${request.id}`, ...as } = said;
      const author = authorFor(caller, "write-log", station, as, logbook.centre);
      const { fault, ...file } = kept;
      const body: Body<"file"> = { ...file, ...(caption && { caption }) };
      const stored = await logbook.append({
        key,
        station,
        author,
        ...(incident && { incident }),
        kind: "file",
        body,
      });
      return reply.code(201).send({ ...entryView(stored), fault: fault?.message ?? null });
    },
  );

  async function received(request: FastifyRequest) {
    const said: Record<string, string> = {};
    let kept: Awaited<ReturnType<typeof files.put>> | null = null;
    for await (const part of request.parts()) {
      if (part.type === "file") kept = await files.put(part.file, { name: part.filename });
      else if (!fields.has(part.fieldname))
        throw new ProblemError(
          422,
          "HW_FILE",
          phrase`found a field "${part.fieldname}", expected ${[...fields].join(", ")}`,
        );
      else said[part.fieldname] = String(part.value);
    }
    return { said, kept };
  }

  /** A file belongs to the stations whose log speaks of it. */
  function demandFile(station: string, sha256: string): void {
    stations.get(station);
    if (!logbook.speaksOf(station, sha256))
      throw new ProblemError(404, "HW_UNKNOWN_FILE", `found no file ${sha256} of ${station}`);
  }
  const whole = (description: string, type: string) => ({
    200: { description, content: { [type]: { schema: Type.String({ format: "binary" }) } } },
    ...problemResponses,
  });

  app.get(
    "/stations/:station/files/:sha256",
    {
      config: { needs: "read-log", station: "station" },
      schema: {
        operationId: "downloadFile",
        tags: ["log"],
        params: ofFile,
        response: whole("The file", "application/octet-stream"),
      },
    },
    async ({ params }, reply) => {
      demandFile(params.station, params.sha256);
      const { type, bytes } = await files.describe(params.sha256);
      const how = shown.has(type) ? "inline" : "attachment";
      const name = logbook.fileName(params.sha256);
      return reply
        .type(type)
        .header("content-length", bytes)
        .header("cache-control", "private, max-age=31536000, immutable")
        .header("content-disposition", `${how}; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", "%27")}`)
        .send((await files.read(params.sha256)) as unknown as string);
    },
  );

  app.get(
    "/stations/:station/files/:sha256/thumbnail",
    {
      config: { needs: "read-log", station: "station" },
      schema: {
        operationId: "fileThumbnail",
        tags: ["log"],
        description: "A small picture of a picture.",
        params: ofFile,
        response: whole("A WebP picture", "image/webp"),
      },
    },
    async ({ params }, reply) => {
      demandFile(params.station, params.sha256);
      const picture = await files.thumbnail(params.sha256);
      return reply
        .type("image/webp")
        .header("cache-control", "private, max-age=31536000, immutable")
        .send(picture as unknown as string);
    },
  );
}
