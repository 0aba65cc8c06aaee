/**
 * Files as every process handles them: bytes in an S3 store ({@link chat4all.runtime.files.ObjectStore}), what is known
 * of them in {@link chat4all.runtime.files.StoredFile}. Who may see a file is the edge's to say.
 */
@NullMarked
package chat4all.runtime.files;

import org.jspecify.annotations.NullMarked;
