// Reads records of a topic with the CloudEvents SDK and says what it made of them: one JSON object a line, in and out.
// A record comes as kafkajs hands it out, with bytes for its value; its headers as text, which is the reader's to do.
import { createInterface } from "node:readline";
import { Kafka } from "cloudevents";

for await (const line of createInterface({ input: process.stdin })) {
  const record = JSON.parse(line);
  const message = { ...record, value: Buffer.from(record.value, "utf8") };
  if (!Kafka.isEvent(message)) {
    throw new Error("no event: " + line);
  }
  const event = Kafka.toEvent(message);
  event.validate();
  console.log(JSON.stringify(event));
}
