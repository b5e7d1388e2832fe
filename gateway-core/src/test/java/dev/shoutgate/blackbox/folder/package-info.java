/** What a start makes of a data folder that is damaged, foreign, taken or not for it: all is there, or nothing is touched. */
package dev.shoutgate.blackbox.folder;
