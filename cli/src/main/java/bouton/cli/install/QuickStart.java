package bouton.cli.install;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.InvokeDynamicEntry;

/**
 * Rewrites classes into equal ones that start quicker with an AOT cache of JDK 25.
 *
 * <ul>
 *   <li>Classes older than Java 6, such as picocli's, are not kept in a cache, nor is what extends them (HotSpot verifies them
 *       by inference, not by stack maps): they become classes of Java 8.
 *   <li>The call sites of a {@code switch} over types and of {@code equals} and {@code hashCode} of records are linked anew in
 *       each run (a cache keeps those of lambdas and of joined texts): they call plain methods
 *       instead.
 * </ul>
 */
final class QuickStart {
    private final ClassFile format;
    private final ClassFile withStackMaps;

    /** @param classes finds the classes that are rewritten and all that they refer to */
    QuickStart(ClassLoader classes) {
        ClassHierarchyResolver hierarchy = ClassHierarchyResolver.ofResourceParsing(classes)
                .orElse(ClassHierarchyResolver.defaultResolver())
                .cached();
        format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
        // Where the code stays the same, the maps are copied otherwise, and an old class has none.
        withStackMaps = format.withOptions(ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
    }

    /** The rewritten class; the same bytes if there is nothing to rewrite. */
    byte[] rewrite(byte[] bytes) {
        ClassModel model = format.parse(bytes);
        boolean old = model.majorVersion() < ClassFile.JAVA_6_VERSION;
        if (!old && !hasCallSites(model)) {
            return bytes;
        }
        return (old ? withStackMaps : format).transformClass(model, new Rewriting(model, old));
    }

    private static boolean hasCallSites(ClassModel model) {
        for (var entry : model.constantPool()) {
            if (entry instanceof InvokeDynamicEntry site && CallSite.of(site).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
