/** The request form in its fixed states. */
import type { Scenario } from "../../engine/index.ts";
import { get, playersScenario, update } from "../../parts/example-worlds.ts";
import { askFor } from "../../state/asked.ts";
import { useForm } from "./form-store.ts";

interface PanelState {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly step: number | "end";
  readonly selection?: { readonly followed: { readonly table: string; readonly label: string } };
  readonly prepare?: () => () => void;
}

/** A request that was taken up, to be changed before it is sent. */
const asked = (operation: string, input: unknown) => () => {
  askFor({ kind: "request", region: "us-east-1", operation, input });
  return () => {
    askFor(null);
    useForm.setState(useForm.getInitialState());
  };
};

const player = (name: string) => ({ player: { S: name } });

const TRANSFER = {
  TransactItems: [
    {
      Update: {
        TableName: "Players",
        Key: player("ana"),
        UpdateExpression: "SET score = score - :n",
        ConditionExpression: "score >= :n",
        ExpressionAttributeValues: { ":n": { N: "100" } },
      },
    },
    {
      Update: {
        TableName: "Players",
        Key: player("cleo"),
        UpdateExpression: "SET score = score + :n",
        ExpressionAttributeValues: { ":n": { N: "100" } },
      },
    },
    {
      ConditionCheck: {
        TableName: "Players",
        Key: player("gus"),
        ConditionExpression: "attribute_exists(player)",
      },
    },
  ],
  ClientRequestToken: "a-transfer",
};

const BATCH = {
  RequestItems: {
    Players: [
      { PutRequest: { Item: { ...player("ines"), score: { N: "5100" } } } },
      { DeleteRequest: { Key: player("dev") } },
    ],
  },
};

const NEW_TABLE = {
  TableName: "Threads",
  AttributeDefinitions: [
    { AttributeName: "forum", AttributeType: "S" },
    { AttributeName: "post", AttributeType: "S" },
    { AttributeName: "likes", AttributeType: "N" },
    { AttributeName: "author", AttributeType: "S" },
  ],
  KeySchema: [
    { AttributeName: "forum", KeyType: "HASH" },
    { AttributeName: "post", KeyType: "RANGE" },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: "byLikes",
      KeySchema: [
        { AttributeName: "forum", KeyType: "HASH" },
        { AttributeName: "likes", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "KEYS_ONLY" },
    },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: "byAuthor",
      KeySchema: [{ AttributeName: "author", KeyType: "HASH" }],
      Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["title"] },
    },
  ],
  BillingMode: "PAY_PER_REQUEST",
};

const CLEO = { table: "Players", label: "cleo" };
const NEW_ONLY = {
  kind: "request",
  region: "us-east-1",
  operation: "PutItem",
  input: {
    TableName: "Players",
    Item: { player: { S: "cleo" }, score: { N: "9340" } },
    ConditionExpression: "attribute_not_exists(player)",
  },
} as const;

export const STATES: readonly PanelState[] = [
  { id: "empty", title: "An empty table: the form is filled in", scenario: playersScenario({ items: [] }), step: 0 },
  {
    id: "one",
    title: "One item was read",
    scenario: playersScenario({ commands: [get("cleo", true)] }),
    step: "end",
    selection: { followed: CLEO },
  },
  {
    id: "busy",
    title: "Two Regions, a request on its way",
    scenario: playersScenario({
      regions: ["us-east-1", "eu-west-1"],
      commands: [update("ana", 9000), update("cleo", 9340, "eu-west-1")],
    }),
    step: 6,
  },
  {
    id: "faulted",
    title: "The condition failed",
    scenario: playersScenario({ commands: [NEW_ONLY] }),
    step: "end",
    selection: { followed: CLEO },
  },
  {
    id: "stepping-back",
    title: "Stepped back to before the answer",
    scenario: playersScenario({ commands: [update("cleo", 9340), get("cleo")] }),
    step: 4,
    selection: { followed: CLEO },
  },
  {
    id: "transaction",
    title: "A transaction of three actions",
    scenario: playersScenario(),
    step: 0,
    prepare: asked("TransactWriteItems", TRANSFER),
  },
  {
    id: "batch",
    title: "A batch of a put and a delete",
    scenario: playersScenario(),
    step: 0,
    prepare: asked("BatchWriteItem", BATCH),
  },
  {
    id: "table",
    title: "A table with a local and a global index",
    scenario: playersScenario(),
    step: 0,
    prepare: asked("CreateTable", NEW_TABLE),
  },
  {
    id: "query",
    title: "A Query of an index",
    scenario: playersScenario(),
    step: 0,
    prepare: asked("Query", {
      TableName: "Players",
      IndexName: "byScore",
      KeyConditionExpression: "league = :l AND score > :s",
      FilterExpression: "#level > :n",
      ExpressionAttributeNames: { "#level": "level" },
      ExpressionAttributeValues: { ":l": { S: "gold" }, ":s": { N: "8000" }, ":n": { N: "9" } },
      ScanIndexForward: false,
      Limit: 3,
    }),
  },
];
