package dev.tocsin.ledger.sql;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A column beside the document: its name, and what stands in it. Values are text, whole numbers, or null. */
record Column<T>(String name, Function<T, @Nullable Object> value) {}
