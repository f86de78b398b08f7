"""boto3, the client and the resource, as a small shop would use them. Run as `python3 e2e/clients/boto3-shop.py URL`."""

import sys
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from boto3.dynamodb.types import Binary
from botocore.config import Config
from botocore.exceptions import ClientError

URL = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
SESSION = boto3.session.Session(
    aws_access_key_id="client", aws_secret_access_key="secret", region_name="ap-south-1"
)
CONFIG = Config(retries={"max_attempts": 1})
client = SESSION.client("dynamodb", endpoint_url=URL, config=CONFIG)
resource = SESSION.resource("dynamodb", endpoint_url=URL, config=CONFIG)
streams = SESSION.client("dynamodbstreams", endpoint_url=URL, config=CONFIG)
failed = False


def check(title):
    """Runs the decorated step at once and prints how it went."""

    def run(step):
        global failed
        try:
            step()
            print(f"ok {title}", flush=True)
        except Exception as error:  # a failed step does not end the program
            failed = True
            print(f"not ok {title}", flush=True)
            print(repr(error), file=sys.stderr, flush=True)

    return run


def code_of(attempt):
    """The error code that an attempt ends with."""
    try:
        attempt()
    except ClientError as error:
        return error.response["Error"]["Code"]
    raise AssertionError("it was expected to fail")


table = resource.Table("shop")


@check("creates a table with an index and a stream, and waits for it")
def _():
    made = resource.create_table(
        TableName="shop",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[
            {"AttributeName": "pk", "AttributeType": "S"},
            {"AttributeName": "sk", "AttributeType": "N"},
            {"AttributeName": "kind", "AttributeType": "S"},
        ],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "kinds",
                "KeySchema": [{"AttributeName": "kind", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "KEYS_ONLY"},
                "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
            }
        ],
        ProvisionedThroughput={"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"},
    )
    made.wait_until_exists()
    table.reload()
    assert table.table_status == "ACTIVE"
    assert table.provisioned_throughput["ReadCapacityUnits"] == 5


@check("keeps numbers exact, and every other type")
def _():
    item = {
        "pk": "types",
        "sk": Decimal("1.5"),
        "big": Decimal("12345678901234567890123456789012345678"),
        "small": Decimal("1E-130"),
        "set": {Decimal(1), Decimal(2)},
        "words": {"a", "b"},
        "raw": Binary(b"\x00\xff"),
        "deep": {"list": [None, True, {"x": "y"}]},
    }
    table.put_item(Item=item)
    assert table.get_item(Key={"pk": "types", "sk": Decimal("1.5")}, ConsistentRead=True)["Item"] == item


@check("guards a write with a condition")
def _():
    item = {"pk": "a", "sk": 1, "kind": "book", "price": 10}
    table.put_item(Item=item, ConditionExpression=Attr("pk").not_exists())
    again = lambda: table.put_item(Item=item, ConditionExpression=Attr("pk").not_exists())
    assert code_of(again) == "ConditionalCheckFailedException"
    answer = table.update_item(
        Key={"pk": "a", "sk": 1},
        UpdateExpression="ADD price :p",
        ExpressionAttributeValues={":p": 5},
        ReturnValues="UPDATED_NEW",
    )
    assert answer["Attributes"] == {"price": 15}
    assert answer["ResponseMetadata"]["HTTPHeaders"]["x-amz-crc32"].isdigit()


@check("queries forwards, backwards and through the index, page by page")
def _():
    for n in range(2, 30):
        table.put_item(Item={"pk": "a", "sk": n, "kind": "pen" if n % 2 else "book"})
    keys = Key("pk").eq("a") & Key("sk").between(5, 9)
    assert [int(i["sk"]) for i in table.query(KeyConditionExpression=keys)["Items"]] == [5, 6, 7, 8, 9]
    last = table.query(KeyConditionExpression=Key("pk").eq("a"), ScanIndexForward=False, Limit=1)
    assert last["Items"][0]["sk"] == 29 and last["LastEvaluatedKey"] == {"pk": "a", "sk": 29}
    books = table.query(IndexName="kinds", KeyConditionExpression=Key("kind").eq("book"))
    assert books["Count"] == 15 and set(books["Items"][0]) == {"pk", "sk", "kind"}
    pages = client.get_paginator("query").paginate(
        TableName="shop",
        KeyConditionExpression="pk = :a",
        ExpressionAttributeValues={":a": {"S": "a"}},
        PaginationConfig={"PageSize": 10},
    )
    assert [len(page["Items"]) for page in pages] == [10, 10, 9]


@check("scans with a filter and counts")
def _():
    found = table.scan(FilterExpression=Attr("kind").eq("pen") & Attr("sk").gt(10), Select="COUNT")
    assert found["Count"] == 10 and found["ScannedCount"] == 30


@check("writes and reads in batches")
def _():
    with table.batch_writer() as batch:
        for n in range(60):
            batch.put_item(Item={"pk": "batch", "sk": n})
    keys = [{"pk": "batch", "sk": n} for n in range(0, 60, 7)]
    answer = resource.batch_get_item(RequestItems={"shop": {"Keys": keys}})
    assert len(answer["Responses"]["shop"]) == 9 and answer["UnprocessedKeys"] == {}


@check("writes a transaction, or none of it")
def _():
    put = {"Put": {"TableName": "shop", "Item": {"pk": {"S": "t"}, "sk": {"N": "1"}}}}
    guard = {
        "ConditionCheck": {
            "TableName": "shop",
            "Key": {"pk": {"S": "nobody"}, "sk": {"N": "1"}},
            "ConditionExpression": "attribute_exists(pk)",
        }
    }
    client.transact_write_items(TransactItems=[put])
    try:
        client.transact_write_items(TransactItems=[put, guard])
        raise AssertionError("the guard was passed")
    except client.exceptions.TransactionCanceledException as error:
        codes = [reason["Code"] for reason in error.response["CancellationReasons"]]
        assert codes == ["None", "ConditionalCheckFailed"], codes


@check("lets items expire")
def _():
    specification = {"AttributeName": "until", "Enabled": True}
    client.update_time_to_live(TableName="shop", TimeToLiveSpecification=specification)
    described = client.describe_time_to_live(TableName="shop")["TimeToLiveDescription"]
    assert described["AttributeName"] == "until"


@check("reads the stream")
def _():
    arn = streams.list_streams(TableName="shop")["Streams"][0]["StreamArn"]
    keys = []
    for shard in streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
        iterator = streams.get_shard_iterator(
            StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        keys += [r["dynamodb"]["Keys"] for r in streams.get_records(ShardIterator=iterator)["Records"]]
    assert {"pk": {"S": "a"}, "sk": {"N": "29"}} in keys


@check("deletes the table, and the errors say so")
def _():
    table.delete()
    table.wait_until_not_exists()
    assert code_of(lambda: table.get_item(Key={"pk": "a", "sk": 1})) == "ResourceNotFoundException"


sys.exit(1 if failed else 0)
