/** The web page: its files, the headers that guard it, and what it is told of the installation. */
@NullMarked
package chat4all.edge.web;

import org.jspecify.annotations.NullMarked;
