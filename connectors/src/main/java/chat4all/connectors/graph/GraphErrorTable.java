package chat4all.connectors.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A platform's error codes and what they ask of us. The first row that fits counts; an unknown code fails. */
public final class GraphErrorTable {
    private static final int ANY = 0;

    private final List<Row> rows;

    private record Row(GraphAction action, int from, int to, int subcode) {
        boolean fits(GraphError error) {
            return from <= error.code() && error.code() <= to && (subcode == ANY || subcode == error.subcode());
        }
    }

    private GraphErrorTable(List<Row> rows) {
        this.rows = rows;
    }

    public static GraphErrorTable empty() {
        return new GraphErrorTable(List.of());
    }

    public GraphErrorTable codes(GraphAction action, int... codes) {
        var added = new ArrayList<Row>();
        for (int code : codes) {
            added.add(new Row(action, code, code, ANY));
        }
        return with(added);
    }

    public GraphErrorTable range(GraphAction action, int from, int to) {
        return with(List.of(new Row(action, from, to, ANY)));
    }

    /** One subcode of one code; it becomes part of the code people see. */
    public GraphErrorTable subcode(GraphAction action, int code, int subcode) {
        return with(List.of(new Row(action, code, code, subcode)));
    }

    /** Numbers that say the same as a subcode of whatever code, and as a code. */
    public GraphErrorTable anywhere(GraphAction action, int... numbers) {
        var added = new ArrayList<Row>();
        for (int number : numbers) {
            added.add(new Row(action, Integer.MIN_VALUE, Integer.MAX_VALUE, number));
        }
        return with(added).codes(action, numbers);
    }

    private GraphErrorTable with(List<Row> added) {
        return new GraphErrorTable(Stream.concat(rows.stream(), added.stream()).toList());
    }

    /** Empty for a code that is not in the table. */
    public Optional<GraphAction> action(GraphError error) {
        return row(error).map(Row::action);
    }

    /** The platform's own code as text, {@code 131047}, and its subcode where the table tells it apart: {@code 10/2534022}. */
    public String code(GraphError error) {
        boolean toldApart = row(error).filter(row -> row.subcode() != ANY).isPresent();
        return toldApart ? error.code() + "/" + error.subcode() : Integer.toString(error.code());
    }

    private Optional<Row> row(GraphError error) {
        return rows.stream().filter(row -> row.fits(error)).findFirst();
    }
}
