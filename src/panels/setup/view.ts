/** The world's set-up as the form has it: what a new one begins with. */
import { parseRequest, type Reader } from "../../engine/index.ts";
import { STARTER_HANDLER } from "./starter-handler.ts";
import { HANDLER_FILE, type IndexPlan, type KeyPlan, PARTITIONS_MAX, type WorldPlan } from "./world-plan.ts";

/** The parts of a plan the world can tell; name and seed are in every frame. */
export type SetupView = Omit<WorldPlan, "name" | "seed">;

export function setupView(reader: Reader): SetupView | null {
  const { regions, latency, tables, files } = reader.config;
  const [table] = tables;
  if (table === undefined) return null;
  const parsed = parseRequest("CreateTable", table.create);
  if (!parsed.ok || parsed.request.operation !== "CreateTable") return null;
  const { schema } = parsed.request;
  const [partition] = schema.key.partition;
  const [index] = schema.indexes;
  if (partition === undefined) return null;
  return {
    table: schema.name,
    partition,
    sort: schema.key.sort[0] ?? null,
    partitions: Math.min(table.partitions, PARTITIONS_MAX),
    index: index === undefined ? null : indexPlan(index.name, index.key, index.projection),
    stream: schema.stream,
    trigger: (table.triggers ?? []).length > 0,
    handler: files[HANDLER_FILE] ?? STARTER_HANDLER,
    regions,
    latency,
  };
}

function indexPlan(
  name: string,
  key: { readonly partition: readonly KeyPlan[]; readonly sort: readonly KeyPlan[] },
  projection: { readonly type: IndexPlan["projection"]; readonly nonKeyAttributes: readonly string[] },
): IndexPlan | null {
  const [partition] = key.partition;
  return partition === undefined
    ? null
    : {
        name,
        partition,
        sort: key.sort[0] ?? null,
        projection: projection.type,
        include: projection.nonKeyAttributes.join(", "),
      };
}
