/**
 * Memory off the heap that grows without a pause: slabs and indexes. There is no word of a shop in here.
 *
 * <pre>
 *   ChunkPool ──chunks──► OffHeap ──► NumberedSlab     records by number
 *       ▲                    └──────► HashIndex        64-bit hash → number, verified on the record
 *       │ touched ahead                                PriorBuyers: one of them, asked from any thread
 *     a preparing thread                               Hashing: keyed 64-bit hashes
 * </pre>
 *
 * <p>Threading: one thread writes; what may be read from other threads says so ({@code PriorBuyers}, {@code
 * ChunkPool}).
 *
 * <p>Neighbours: it knows {@code ByteText} of the root and nothing else of ours. {@code inventory} keeps its books
 * here.
 */
package dev.shoutgate.inventory.memory;
