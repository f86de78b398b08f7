/** What the trigger's function does until the learner writes something else: it says what it was given. */
export const STARTER_HANDLER = `// Invoked once for every batch of changes that a shard hands over.
export const handler = async (event) => {
  for (const record of event.Records) {
    const { Keys, NewImage } = record.dynamodb;
    console.log(record.eventName, JSON.stringify(Keys), JSON.stringify(NewImage ?? null));
  }
};
`;
