/** Tests of {@code bouton bench}. */
@org.jspecify.annotations.NullMarked
package bouton.cli.bench;
