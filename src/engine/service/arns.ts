/** Amazon Resource Names of what a world contains besides its tables. */
import { ACCOUNT_ID, tableArn } from "../dynamo/table-description.ts";

/** @param label an ISO timestamp: `TablePlacement.streamLabel` */
export const streamArn = (region: string, table: string, label: string): string =>
  `${tableArn(region, table)}/stream/${label}`;

export const functionArn = (region: string, name: string): string =>
  `arn:aws:lambda:${region}:${ACCOUNT_ID}:function:${name}`;
