/**
 * Railway as a real server on loopback: its GraphQL endpoint as far as deployments go, by its schema, with its way of failing inside
 * HTTP 200 and of acting after it has answered.
 */
@NullMarked
package dev.tocsin.lab.railway;

import org.jspecify.annotations.NullMarked;
