/**
 * What the launcher does once after a build, so that later starts are quick: {@link bouton.cli.install.Installer} copies the
 * jars with classes that an AOT cache can keep whole, {@link bouton.cli.install.Training} is the run that fills the cache.
 */
@NullMarked
package bouton.cli.install;

import org.jspecify.annotations.NullMarked;
