@NullMarked
package bouton.image.file;

import org.jspecify.annotations.NullMarked;
