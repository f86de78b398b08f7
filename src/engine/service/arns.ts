/** Amazon Resource Names of what a world contains. The account is the one AWS's own examples use. */

export const ACCOUNT_ID = "111122223333";

export const tableArn = (region: string, table: string): string => `arn:aws:dynamodb:${region}:${ACCOUNT_ID}:table/${table}`;

/** @param label an ISO timestamp: `TablePlacement.streamLabel` */
export const streamArn = (region: string, table: string, label: string): string => `${tableArn(region, table)}/stream/${label}`;

export const functionArn = (region: string, name: string): string => `arn:aws:lambda:${region}:${ACCOUNT_ID}:function:${name}`;
