/**
 * Railway's GraphQL API (v2), as far as deployments go. Failure comes inside HTTP 200; a mutation takes no idempotency key, and a
 * repeated rollback makes another deployment. Follows the schema where the documentation differs from it.
 */
@NullMarked
package dev.tocsin.provider.railway;

import org.jspecify.annotations.NullMarked;
