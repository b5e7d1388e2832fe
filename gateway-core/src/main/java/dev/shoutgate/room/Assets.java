package dev.shoutgate.room;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pages load: scripts, style sheets, pictures. Each is also served under a name with a hash of what is in it,
 * which may be kept for ever. Pages are written with the plain names; {@link #linked} puts the others in.
 *
 * <p>Threading: immutable, any thread.
 */
final class Assets {

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");
    private static final Pattern LINK = Pattern.compile("(?<=(?:href|src)=\"/assets/)[\\w-]+\\.\\w+(?=\")");
    private static final Pattern ICON = Pattern.compile("(?<=<link rel=\"icon\" href=\")/assets/([^\"]+)(?=\")");
    private static final Pattern SHEET = Pattern.compile("<link rel=\"stylesheet\" href=\"/assets/([^\"]+)\">");

    private final Map<String, Page> pages = new HashMap<>();
    private final Map<String, String> lasting = new HashMap<>();

    Assets(Set<String> names) {
        names.forEach(this::add);
    }

    private void add(String name) {
        int dot = name.lastIndexOf('.');
        String ending = name.substring(dot + 1);
        byte[] bytes = ending.equals("js") ? utf8(new JoinedScript(name).text()) : StaticPages.read(name);
        Page page = new Page(TYPES.get(ending), bytes).packedAhead();
        String hash = HexFormat.of().formatHex(sha256(bytes), 0, 6);
        lasting.put(name, name.substring(0, dot) + "." + hash + name.substring(dot));
        pages.put(name, page);
        pages.put(lasting.get(name), page.forEver());
    }

    /** By either name, or null where there is no such file. */
    Page of(String name) {
        return pages.get(name);
    }

    /** A page with the lasting names of what it loads. */
    String linked(String html) {
        return LINK.matcher(html).replaceAll(link -> lasting.getOrDefault(link.group(), link.group()));
    }

    /** A page that is linked already, with its style sheet and its icon in it: two requests less for who hurries. */
    Page inlined(String html) {
        Matcher link = SHEET.matcher(html);
        if (!link.find()) {
            throw new IllegalStateException("a page loads no style sheet that could stand in it: " + html);
        }
        byte[] sheet = pages.get(link.group(1)).bytes();
        String style = "<style>" + new String(sheet, StandardCharsets.UTF_8) + "</style>";
        String whole = ICON.matcher(link.replaceFirst(Matcher.quoteReplacement(style))).replaceFirst(icon ->
                "data:image/svg+xml;base64," + base64(pages.get(icon.group(1)).bytes()));
        return StaticPages.html(whole).packedAhead()
                .withStyle("'sha256-" + base64(sha256(sheet)) + "'");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
