package dev.tocsin.probe.http;

/** One complaint about an answer, with what was wanted and what was seen. */
record Objection(Complaint complaint, String detail) {}
