/**
 * Images as files, and the rules that an image has to keep. Start reading at {@link bouton.image.file.ImageFile}; what holds
 * an image together is in {@link bouton.image.file.ImageCheck}.
 */
@NullMarked
package bouton.image.file;

import org.jspecify.annotations.NullMarked;
