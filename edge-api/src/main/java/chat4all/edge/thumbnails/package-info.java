/** Small pictures of pictures: made beside the requests, kept in the store, given to those who may have the file. */
@NullMarked
package chat4all.edge.thumbnails;

import org.jspecify.annotations.NullMarked;
