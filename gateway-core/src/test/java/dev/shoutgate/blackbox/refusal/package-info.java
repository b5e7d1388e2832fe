/** Every row of the contract's table of errors, and the pages that explain them. */
package dev.shoutgate.blackbox.refusal;
