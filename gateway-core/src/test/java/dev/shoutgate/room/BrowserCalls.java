package dev.shoutgate.room;

import com.google.javascript.jscomp.Compiler;
import com.google.javascript.jscomp.CompilerOptions;
import com.google.javascript.jscomp.CompilerOptions.LanguageMode;
import com.google.javascript.jscomp.JSError;
import com.google.javascript.jscomp.SourceFile;
import com.google.javascript.rhino.Node;
import com.google.javascript.rhino.Token;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A script as a parser of one level of ECMAScript sees it: what it cannot read, and every name that is not its own. */
final class BrowserCalls {

    private static final Set<Token> DECLARING = EnumSet.of(Token.CONST, Token.LET, Token.VAR, Token.PARAM_LIST,
            Token.FUNCTION, Token.CATCH, Token.ARRAY_PATTERN, Token.IMPORT_SPEC, Token.EXPORT_SPEC, Token.ITER_REST,
            Token.OBJECT_REST, Token.FOR_OF);
    private static final Set<Token> PROPERTIES = EnumSet.of(Token.GETPROP, Token.OPTCHAIN_GETPROP);
    private static final Set<Token> CALLS = EnumSet.of(Token.CALL, Token.OPTCHAIN_CALL, Token.NEW);
    /** What the script itself gives a name: members of its own objects, methods of its own objects. */
    private static final Set<Token> OWN_MEMBERS = EnumSet.of(Token.STRING_KEY, Token.MEMBER_FUNCTION_DEF);

    private final Set<String> declared = new TreeSet<>();
    private final Set<String> ownFunctions = new TreeSet<>();
    private final Set<String> used = new TreeSet<>();
    private final Set<String> called = new TreeSet<>();
    private final List<String> unreadable = new ArrayList<>();

    /** @param scripts text by file name; they may import each other */
    BrowserCalls(LanguageMode level, Map<String, String> scripts) {
        CompilerOptions options = new CompilerOptions();
        options.setLanguageIn(level);
        Compiler compiler = new Compiler(new PrintStream(OutputStream.nullOutputStream()));
        List<SourceFile> sources = new ArrayList<>();
        scripts.forEach((name, text) -> sources.add(SourceFile.fromCode(name, text)));
        compiler.init(List.of(), sources, options);
        compiler.parse();
        compiler.getErrors().forEach(this::add);
        compiler.getWarnings().forEach(this::add);
        visit(compiler.getRoot());
    }

    private void add(JSError error) {
        unreadable.add("line " + error.getLineno() + ": " + error.getDescription());
    }

    private void visit(Node node) {
        if (node.isName() && !node.getString().isEmpty()) {
            (isDeclaration(node) ? declared : used).add(node.getString());
        } else if (PROPERTIES.contains(node.getToken())) {
            (isCalled(node) ? called : used).add(node.getString());
        } else if (OWN_MEMBERS.contains(node.getToken())) {
            (node.getFirstChild() != null && node.getFirstChild().isFunction() ? ownFunctions : declared)
                    .add(node.getString());
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            visit(child);
        }
    }

    private static boolean isCalled(Node member) {
        return CALLS.contains(member.getParent().getToken()) && member.getParent().getFirstChild() == member;
    }

    private static boolean isDeclaration(Node name) {
        Node parent = name.getParent();
        return DECLARING.contains(parent.getToken()) || parent.isStringKey() && parent.getParent().isObjectPattern()
                || parent.isDefaultValue() && parent.getFirstChild() == name;
    }

    /** What the parser could not read, or only at a higher level. */
    List<String> unreadable() {
        return unreadable;
    }

    /** Every global and member that it asks for, neither makes itself nor finds as one of these in data. */
    Set<String> ofTheBrowser(Set<String> data) {
        Set<String> foreign = new TreeSet<>(used);
        foreign.removeAll(declared);
        foreign.removeAll(data);
        // A member of the script's own with the same name as a method of the browser's must not hide it.
        foreign.addAll(called);
        foreign.removeAll(ownFunctions);
        return foreign;
    }
}
