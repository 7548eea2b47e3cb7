// What an expression is to those around it: how tightly its operator binds, which type it has, what says the opposite.
// The answers are SQLAlchemy's, so that parentheses and rewritten conditions come out as its users know them.
#pragma once

#include <string>
#include <string_view>

#include "schema/expr.h"
#include "schema/type.h"

namespace runner::sql {

// How tightly an operator binds; SQLAlchemy's table, whose parentheses we reproduce. Nothing binds less tightly than kNever.
enum Binds {
  kNever = -1,
  kLoosest = 0,
  kOr = 2,
  kAnd = 3,
  kCollate = 4,
  kComparison = 5,
  kSum = 7,
  kProduct = 8,
  kNothing = 100
};

int precedence(std::string_view op);
int chosen_precedence(const schema::Expr& expr);  // of an "op", as x:op("&", { precedence = 5 }) says
int binding(const schema::Expr& expr);            // kNothing for what never needs parentheses
bool associative(std::string_view op);
bool is_comparison_operator(std::string_view op);
std::string spelled(std::string_view op);
std::string opposite(std::string_view op);  // the operator that says the opposite; "" for none

// What AND, or OR, is without: TRUE and FALSE. And what makes the whole of it FALSE, or TRUE.
std::string_view neutral(const schema::Expr& conjunction);
std::string_view decisive(const schema::Expr& conjunction);

const schema::Type* type_of(const schema::Expr& expr);  // nullptr when nobody said; lives as long as the expression
bool is_empty_membership(const schema::Expr& expr);     // x IN ()
bool is_plain_value(const schema::Expr& expr);          // without a type
bool is_null(const schema::Expr& expr);
bool is_query(const schema::Expr& expr);    // a SELECT, as it is or as one value
bool is_boolean(const schema::Expr& expr);  // a column of that type

}  // namespace runner::sql
