/** The demo: its sale, the phones that it lets in, the page that pays, the front page that leads to all of it. */
package dev.shoutgate.blackbox.demo;
