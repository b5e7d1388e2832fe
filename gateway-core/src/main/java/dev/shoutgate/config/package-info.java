/**
 * Every setting: read from YAML and the command line, checked, and refused with its path and what is allowed.
 *
 * <pre>
 *   gateway.yaml ──► SettingTreeReader ──► SettingsReader ──► GatewayConfigReader ──► GatewayConfig
 *                    a tree with lines     one value at a     the list of all         immutable
 *                                          time, in range     settings
 * </pre>
 *
 * <p>Job: {@link dev.shoutgate.config.GatewayConfig} is what the rest of the gateway sees. A wrong or unknown setting
 * is a {@link dev.shoutgate.config.BadSettingException}, whose message is for whoever wrote the file.
 *
 * <p>Threading: whoever starts the gateway reads; the result is immutable and for any thread.
 *
 * <p>Neighbours: it knows the vocabulary of the root alone. Everybody may read a setting.
 */
package dev.shoutgate.config;
