/**
 * A store that is a topic: every fact as a CloudEvent in Kafka.
 *
 * <pre>
 *   FactBatch ──► KafkaOrderStore ──► KafkaEvents (EventBody: JSON, EventSources: whose) ──► broker
 *                      │  │             KafkaAcks: until all replicas have it; KafkaTopic: in that very topic
 *                      │  └──► ShardPositions: how far, in a file of ours, since a topic has no transaction with us
 *                      └──► TopicEnd: whose events are there already
 * </pre>
 *
 * <p>Job: the one home of the Kafka client. What a crash sends twice carries the same number.
 *
 * <p>Thread: the store's own flusher; the client's threads call back into {@code KafkaAcks}.
 *
 * <p>Neighbours: {@code storage} brings the facts, {@code config} the settings.
 */
package dev.shoutgate.storage.topic;
