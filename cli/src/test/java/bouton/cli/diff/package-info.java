@org.jspecify.annotations.NullMarked
package bouton.cli.diff;
