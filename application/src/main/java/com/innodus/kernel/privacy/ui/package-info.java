/** Where an administrator says for what people are asked to consent. */
@NullMarked
package com.innodus.kernel.privacy.ui;

import org.jspecify.annotations.NullMarked;
