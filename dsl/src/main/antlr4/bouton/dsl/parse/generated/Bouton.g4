// The grammar of .bouton files. One rule `item` serves all bodies; what may stand where is checked later, in words.
// Newlines reach the parser only where they end an item (see LineFilter).
grammar Bouton;

@lexer::members {
  /** Whether it has one of Unicode's categories of numbers: digits of all scripts, Roman numerals, fractions. */
  private static boolean isNumber(int character) {
    int type = Character.getType(character);
    return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
  }
}

file
    : sep* (declaration (sep+ declaration)* sep*)? EOF
    ;

sep
    : NL
    | ';'
    ;

declaration
    : kind=('neuron' | 'synapse' | 'network') name (('=' path)? block | '=' path foreignBody)   # model
    | 'experiment' name ':' path annotation* block                                                # experiment
    | 'target' name ':' path block?                                                   # targetDeclaration
    | 'chip' name ('=' path)? chipBlock                                               # chip
    | 'data' name dims* op=('=' | '~') expr ('every' expr)?                           # data
    | 'function' name '(' (name (',' name)*)? ')' '=' expr                            # function
    | 'use' name ('.' name)* ('.' '{' name (',' name)* '}')?                          # use
    | (ID | itemWord) junk* block?                                                    # unknownDeclaration
    ;

// The items of a chip are words, numbers and signs; what may stand where is checked later, by the words in front.
chipBlock
    : '{' sep* (clause (sep+ clause)* sep*)? '}'
    ;

clause
    : circuit
    | clauseStart clausePart* (chipBlock clausePart*)*
    ;

// What a chip does bit by bit: bodies of statements.
circuit
    : kind=('kernel' | 'operation' | 'decode') name '(' (circuitParameter (',' circuitParameter)*)? ')'
      ('on' expr)? ('when' expr)? ('in' name)? block                                   # circuitBody
    | 'function' name '(' (name (',' name)*)? ')' '=' expr                             # circuitFunction
    | 'lower' path ('with' path)? ('->' name ('when' expr)?)? block                    # lowering
    ;

circuitParameter
    : name ':' name
    ;

clauseStart
    : annotation
    | ~(NL | ';' | '{' | '}' | '@' | 'kernel' | 'operation' | 'decode' | 'function' | 'lower')
    ;

clausePart
    : annotation
    | ~(NL | ';' | '{' | '}' | '@')
    ;

// Words that begin an item of a network or an experiment, and no declaration.
itemWord
    : 'protocol' | 'repeat' | 'reset' | 'across' | 'reduce' | 'broadcast' | 'population' | 'stimulus' | 'project' | 'probe' | 'run'
    | 'rest' | 'present' | 'set' | 'record' | 'require' | 'sweep'
    ;

block
    : '{' sep* (item (sep+ item)* sep*)? '}'
    ;

// A foreign neuron has ports and a moment at which it steps; all else of it is written elsewhere.
foreignBody
    : '(' (arg (',' arg)*)? ')' '{' sep* (foreignItem (sep+ foreignItem)* sep*)? '}'
    ;

foreignItem
    : direction=('in' | 'out') name dims? (':' unit)?                                 # foreignPort
    | 'every' expr                                                                    # foreignEvery
    | 'on' 'event' name                                                               # foreignOn
    | junk+ block?                                                                    # foreignOther
    ;

// A line that starts with an unknown word goes on with a word; an expression would go on with an operator.
item
    : 'param' name dims? (':' unit)? (op=('=' | '~') expr)? range? annotation*              # param
    | kind=('state' | 'weight') name dims? (':' unit)? (op=('=' | '~') expr)? range? annotation*   # variable
    | 'trace' name '=' name '(' path ',' expr ')' ('from' expr)? annotation*          # trace
    | 'let' name '=' expr                                                             # let
    | 'in' name dims? (':' unit)? ('from' path)? annotation*                            # port
    | 'compartment' name block                                                        # compartment
    | 'out' name ('=' expr)?                                                          # out
    | 'event' name ('from' expr)?                                                     # event
    | 'on' trigger block                                                              # on
    | 'every' expr ('from' expr)? block                                               # every
    | name '\'' '=' expr ('unless' name)? annotation*                                 # ode
    | 'deliver' expr ('to' path)?                                                     # deliver
    | 'emit' name ('(' expr ')')?                                                     # emit
    | 'hold' '(' name ',' expr ')'                                                    # hold
    | 'after' expr block                                                              # after
    | conditional                                                                     # ifItem
    | 'order' name (',' name)*                                                        # order
    | 'population' name dims? 'of' path ('at' expr)? block?                                        # population
    | 'stimulus' name dims? '=' expr ('at' expr)? annotation*                                      # stimulus
    | 'project' (name ':')? expr '->' expr 'by' expr ('where' expr)? ('with' path block?)?   # project
    | 'broadcast' expr '->' path block?                                               # broadcast
    | 'reduce' name '=' expr ('every' expr)?                                          # reduce
    | 'mirror' '=' expr '->' expr                                                     # mirror
    | 'probe' expr ('->' expr)? ('every' expr)?                                       # probe
    | 'sweep' target op='in' expr                                                     # sweep
    | 'run' 'until' expr 'at' 'most' expr ('as' name)?                                # runUntil
    | 'run' expr ('as' name)?                                                         # run
    | 'repeat' 'until' expr 'at' 'most' expr block                                    # repeatUntil
    | 'repeat' expr block                                                             # repeat
    | 'protocol' name '(' (name (',' name)*)? ')' block                               # protocol
    | 'reset' expr ('->' expr)?                                                       # reset
    | 'across' block                                                                  # across
    | name '(' (arg (',' arg)*)? ')'                                                  # callItem
    | 'rest' expr                                                                     # rest
    | 'present' path '=' expr                                                         # present
    | 'set' expr ('->' expr)? '=' expr                                                # set
    | 'record' name '=' expr                                                          # record
    | 'require' expr                                                                  # require
    | 'for' name 'in' expr block                                                      # for
    | 'method' name ('(' expr ')')?                                                   # method
    | 'stamp' name                                                                    # stamp
    | 'place' expr 'on' placeStep+                                                    # place
    | 'assign' expr ('->' expr)? 'to' name                                            # assignUnit
    | expr op=('=' | '+=' | '-=' | '*=' | '/=' | '~') expr                            # assign
    | ID (name | NUMBER | STRING) junk* block?                                        # unknownItem
    | ID block                                                                        # unknownBlock
    ;

placeStep
    : name (NUMBER | '(' expr (',' expr)* ')')
    ;

conditional
    : 'if' expr block ('else' (block | conditional))?
    ;

target
    : path
    | '(' path (',' path)+ ')'
    ;

trigger
    : 'when' expr annotation*                                                         # whenTrigger
    | 'event' name ('(' name ')')?                                                    # globalTrigger
    | path ('(' name ')')? ('after' expr)?                                            # eventTrigger
    ;

// The expression is a range with two ends; ItemBuilder sees to it. Told here, only the callers could end the first end.
range
    : 'in' expr
    ;

annotation
    : '@' name ('(' arg (',' arg)* ')')?
    ;

dims
    : '[' expr (',' expr)* ']'
    ;

expr
    : NUMBER literalUnit?                                                             # number
    | STRING                                                                          # string
    | name                                                                            # nameExpr
    | '(' expr (',' expr)* ')'                                                        # paren
    | '[' (arg (',' arg)*)? ']'                                                       # list
    | expr '.' name                                                                   # member
    | expr '[' arg (',' arg)* ']'                                                     # index
    | expr '(' (arg (',' arg)*)? ('during' name)? ')'                                 # call
    | <assoc = right> expr '^' expr                                                   # power
    | op=('-' | '+') expr                                                             # sign
    | expr op=('*' | '/') expr                                                        # product
    | expr op=('+' | '-') expr                                                        # sum
    | expr op=('<' | '<=' | '>' | '>=' | '==' | '!=') expr                            # compare
    | expr 'within' expr                                                              # within
    | 'not' expr                                                                      # not
    | expr 'and' expr                                                                 # and
    | expr 'or' expr                                                                  # or
    | expr '..' expr?                                                                 # rangeExpr
    | 'if' expr 'then' expr 'else' expr                                               # cond
    ;

arg
    : (name '=')? expr ('->' expr)? ('where' expr)? (':' expr)? ('over' over)?
    ;

over
    : name
    | '(' name (',' name)* ')'
    ;

literalUnit
    : ID
    | '%'
    | '[' unit ']'
    ;

unit
    : unitFactor (op+=('*' | '/') unitFactor)*
    | '[' unit ']'
    ;

unitFactor
    : (ID | NUMBER) ('^' '-'? NUMBER)?
    ;

path
    : name ('.' name)*
    ;

// Words of the language that may still be used as names.
name
    : ID
    | 'data' | 'target' | 'function' | 'use' | 'param' | 'state' | 'weight' | 'trace' | 'out' | 'event' | 'every' | 'deliver'
    | 'emit' | 'hold' | 'order' | 'population' | 'stimulus' | 'project' | 'probe' | 'sweep' | 'run' | 'rest' | 'present'
    | 'on' | 'set' | 'record' | 'require' | 'method' | 'stamp' | 'neuron' | 'synapse' | 'network' | 'experiment' | 'after' | 'by'
    | 'with' | 'of' | 'as' | 'to' | 'from' | 'during' | 'unless' | 'where' | 'within' | 'until' | 'at' | 'most' | 'repeat'
    | 'protocol' | 'reset' | 'across' | 'over' | 'broadcast' | 'reduce' | 'mirror' | 'compartment'
    | 'chip' | 'place' | 'assign' | 'kernel' | 'operation' | 'decode' | 'lower'
    ;

junk
    : ~(NL | ';' | '{' | '}')
    ;

NL: '\r'? '\n' | '\r';
WS: [ \t\f\u00A0\uFEFF]+ -> channel(HIDDEN);
COMMENT: '#' ~[\r\n]* -> channel(HIDDEN);
NUMBER: DIGIT+ ('.' DIGIT+)? ([eE] [+-]? DIGIT+)?;
STRING: '"' (~["\\\r\n] | '\\' ~[\r\n])* '"';
ID: LETTER (LETTER | DIGIT | [\u0080-\uFFFF] { isNumber(_input.LA(-1)) }?)*;
// What is a letter beyond ASCII is asked of Java: ANTLR would put a thousand ranges together whenever it starts.
fragment LETTER: [a-zA-Z_] | [\u0080-\uFFFF] { Character.isLetter(_input.LA(-1)) }?;
fragment DIGIT: [0-9];
OTHER: .;
