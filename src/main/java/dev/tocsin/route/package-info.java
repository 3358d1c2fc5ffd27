/** From an alert's labels to who is told and how: Alertmanager's route tree, with an escalation policy as one more property. */
@NullMarked
package dev.tocsin.route;

import org.jspecify.annotations.NullMarked;
