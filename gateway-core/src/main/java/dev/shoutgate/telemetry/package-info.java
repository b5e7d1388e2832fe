/**
 * What the gateway says of itself: counters, durations, health. Off the path of the data.
 *
 * <pre>
 *   each event loop ──► its own LoopStats ────────┐
 *   each shard      ──► its own DurationRecorder ─┤ asked at each scrape
 *   rings, journals, sales, flushers ─────────────┴──► Metrics ──► HealthPages ──► /metrics, /readyz, /livez
 * </pre>
 *
 * <p>Job: cost whoever works one increment on memory that nobody else writes, and add up only when somebody asks.
 * Which figures there are is the wiring's to say ({@code GatewayMetrics}).
 *
 * <p>Threads: each writer has its own figures; any thread may scrape, and scrapes take turns.
 *
 * <p>Neighbours: all may count here; this package knows the root's words and no stage. The one home of the Prometheus
 * client and of HdrHistogram.
 */
package dev.shoutgate.telemetry;
