/**
 * What most links say, known to both sides beforehand, so that a link need not carry it. The most likely stands last.
 * Part of version 1 of the link format: changing one character breaks every link ever shared. [LNK-4, LNK-8]
 */
import { utf8Encode } from "../base/utf8.ts";

const TEXT = [
  '{"kind":"stop","region":"us-east-1","run":{"functionName":"handler","entry":"handler.ts","files":["handler.ts",',
  '{"fault":{"replica":"us-east-1/Players/P1/a","type":"kill-node"},"kind":"fault"}"revive-node""cut-link""heal-link"',
  '{"a":"us-east-1","b":"eu-west-1","extraMicros":1000000,"lossPerMillion":0,"type":"slow-link"}',
  '{"region":"us-east-1","type":"kill-zone","zone":"a"}"revive-zone"{"kind":"jump","micros":3600000000}',
  '"batchSize":100,"functionName":"","maximumRetryAttempts":-1,"reportBatchItemFailures":false,"startingPosition":"TRIM_HORIZON""LATEST"',
  '"StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"},"LocalSecondaryIndexes":',
  '"GlobalSecondaryIndexes":[{"IndexName":"by-score","KeySchema":[{"AttributeName":"","KeyType":"HASH"},{"AttributeName":"","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}}]',
  '"NonKeyAttributes":["KEYS_ONLY""INCLUDE""ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5}"PROVISIONED"',
  '"eu-west-1","us-west-2","ap-northeast-1","instant""slow""indexPartitions":{"',
  "for (const item of items) { for (let i = 0; i < 10; i++) { if ( } else { try { } catch (error) { throw error; await Promise.all( } return async function (event) => { const { } new Date().toISOString() Math.random() JSON.stringify( setTimeout(resolve, ",
  "export const handler = async (event) => {\n  for (const record of event.Records) {\n    const { eventName, dynamodb } = record;\n    record.dynamodb.NewImage OldImage batchItemFailures: [] itemIdentifier\n",
  "QueryCommand, ScanCommand, BatchWriteCommand, BatchGetCommand, TransactWriteCommand, TransactGetCommand, ConditionalCheckFailedException ConsistentRead: true, ExclusiveStartKey: LastEvaluatedKey ",
  'UpdateExpression: "SET #n = :n ADD REMOVE", ConditionExpression: "attribute_not_exists(pk)", KeyConditionExpression: "pk = :pk AND begins_with(sk, :sk)", FilterExpression: ExpressionAttributeNames: { "#n": ExpressionAttributeValues: { ":n": IndexName: ReturnValues: "ALL_NEW", Limit: ScanIndexForward: false,\n',
  'import { DynamoDBClient } from "@aws-sdk/client-dynamodb";\nimport { DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand, DeleteCommand } from "@aws-sdk/lib-dynamodb";\n\n',
  'const client = new DynamoDBClient({ region: "us-east-1" });\nconst ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));\nconst docClient = DynamoDBDocumentClient.from(client);\n\n',
  'await ddb.send(\n  new PutCommand({\n    TableName: "Players",\n    Item: { player: "cleo", score: 9310 },\n  }),\n);\n\nconst { Item } = await ddb.send(new GetCommand({ TableName: "Players", Key: { player: "cleo" } }));\nconsole.log(Item);\n',
  '[{"input":{"Limit":10,"ReturnConsumedCapacity":"TOTAL","RequestItems":{"DeleteRequest":"PutRequest":"TransactItems":[{"Update":{"Put":{"Check":{',
  '"KeyConditionExpression":"#k = :k","ScanIndexForward":false,"Select":"COUNT","kind":"request","operation":"Query""Scan""BatchWriteItem""BatchGetItem""TransactWriteItems""TransactGetItems""DeleteItem""DeleteTable""CreateTable""DescribeTable""ListTables""ExecuteStatement"',
  '"ConditionExpression":"attribute_exists(","ExpressionAttributeNames":{"#s":"score"},"ExpressionAttributeValues":{":n":{"N":"1"}},"ReturnValues":"ALL_NEW""ALL_OLD""UPDATED_NEW","UpdateExpression":"SET score = :n","ADD score :n","if_not_exists("',
  '{"BOOL":true}{"NULL":true}{"M":{"}{"L":[{"SS":["{"NS":["{"B":"',
  '"entry":"index.ts","files":["index.ts","main.ts","kind":"run","region":"us-east-1"}',
  '{"input":{"ConsistentRead":true,"Key":{"pk":{"S":0},"sk":{"S":0}},"TableName":"',
  '{"input":{"Item":{"name":{"S":0},"score":{"N":0}},"TableName":"Players"},"kind":"request","operation":"PutItem","region":"us-east-1"}',
  '{"input":{"ExpressionAttributeValues":{":n":{"N":0}},"Key":{"player":{"S":0}},"TableName":"Players","UpdateExpression":"SET score = :n"},"kind":"request","operation":"UpdateItem","region":"us-east-1"}',
  '{"input":{"Key":{"player":{"S":0}},"TableName":"Players"},"kind":"request","operation":"GetItem","region":"us-east-1"}',
  '"playground/","chapter/","follow":""panels":""zoom":"',
  ',"1.0",[0,0],0,{"functions":[],"latency":"typical","regions":["us-east-1"],"tables":[{"create":{"AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"N"}],"BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],"TableName":"Players"},"items":[[{"player":{"S":0}},"partitions":3}]},[["original",null,0,0,0]],0,0,[[',
].join("");

let bytes: Uint8Array | null = null;

/** The dictionary that the deflated part of a version 1 link is made and read with. */
export function linkDictionary(): Uint8Array {
  bytes ??= utf8Encode(TEXT);
  return bytes;
}
