/**
 * Remedies: what may be done about an incident without asking first. An act goes from evidence and guards to the request,
 * its outcome and its verification; every step is a pure transition, durable before it is carried out, and an act without a
 * known outcome is looked up at the platform, never repeated blindly.
 */
@NullMarked
package dev.tocsin.remedy;

import org.jspecify.annotations.NullMarked;
