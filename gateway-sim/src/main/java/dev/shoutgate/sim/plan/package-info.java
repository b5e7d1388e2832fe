/**
 * Who presses what and when: the profile as the user wrote it, the fire times that follow from it, and the presses laid
 * onto them. Everything here is pure and computed before the first byte is sent; no answer can change it.
 */
package dev.shoutgate.sim.plan;
