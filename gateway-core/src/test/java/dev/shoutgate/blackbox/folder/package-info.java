/** What a start makes of a data folder that is damaged, foreign, taken or old: all is there, or nothing is touched. */
package dev.shoutgate.blackbox.folder;
