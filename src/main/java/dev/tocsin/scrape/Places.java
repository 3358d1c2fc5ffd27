package dev.tocsin.scrape;

/** Parts of a page: from where to where each goes. Used again for each page. */
final class Places {
    private final Doubles from = new Doubles();
    private final Doubles to = new Doubles();

    void add(double first, double end) {
        from.add(first);
        to.add(end);
    }

    int size() {
        return from.size();
    }

    int from(int at) {
        return (int) from.get(at);
    }

    int to(int at) {
        return (int) to.get(at);
    }

    boolean isEmpty(int at) {
        return from(at) >= to(at);
    }

    void clear() {
        from.clear();
        to.clear();
    }
}
