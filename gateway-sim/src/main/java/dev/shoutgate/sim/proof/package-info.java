/**
 * The promises of the gateway, each checked against what a run saw. Every check is a pure function of the
 * {@link dev.shoutgate.sim.proof.Evidence}; gathering it is {@link dev.shoutgate.sim.proof.EvidenceReader}'s job.
 */
package dev.shoutgate.sim.proof;
