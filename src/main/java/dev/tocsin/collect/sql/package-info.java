/**
 * One SQL query to gauges: each numeric column is a metric, the text columns of its row are the labels. Plain JDBC,
 * in a read-only transaction, with a deadline that holds whatever the database does.
 */
@NullMarked
package dev.tocsin.collect.sql;

import org.jspecify.annotations.NullMarked;
